import { describe, expect, test } from 'vitest';
import { loadScanner } from '../../src/secrets/index.ts';

const scanner = loadScanner({ prose: false });
const scan = (text: string) => scanner.scan(new TextEncoder().encode(text), { subject: null, role: 'file' });

describe('a password in a form that anybody can read back is told as it is typed', () => {
  test.each([
    ['Cisco type 7', 'enable password 7 0822455D0A16', 'cisco'],
    ['Junos', 'secret "$9$m5Tz9CuOBE69u1RhKvX7-VYgZUHqP.UjBI"', 'Bearded-tit9'],
    ['Group Policy', 'cpassword="m9MTd3UeofLNLiD+oVzlIfofvP/5WfR9C/ecvXuJsNw"', 'Wheatear-local7'],
    [
      'answer file',
      '<Password><Value>SABvAGIAYgB5AC4AaQBtAGEAZwBlADkAUABhAHMAcwB3AG8AcgBkAA==</Value><PlainText>false</PlainText></Password>',
      'Hobby.image9',
    ],
    ['unicodePwd', 'unicodePwd:: IgBUAHcAaQB0AGUALgBsAGQAaQBmAC0ANgAiAA==', 'Twite.ldif-6'],
    [
      'WinSCP',
      'HostName=files.agency.example\nUserName=ana\nPassword=A35C795F75F0793D323D3A3530392F723D3B39323F257239243D312C30390F352F373532712F3A282C716F6D4C665A6FA0C4F403',
      'Siskin-sftp-31',
    ],
    [
      'mRemoteNG',
      '<Node Name="x" Username="ana" Password="Lj/Od8+MTHR4qW0gfBw5cQ2s+mn7bmFIXxD/DME6+BIWQ29rLoA4ZgVFcxC8m9AN4/UlmzTSx6rMRziJl0A=" />',
      'Harrier-node-5',
    ],
    [
      'SecureCRT',
      'S:"Password V2"=02:67065cbc81b9b2235de5678a9a6ee997f303c51fb3cba914834bbad48341b6cb053bef7c5e844f3a29681b4cbf65aaace63b5643df001417018f48317699f8c0',
      'Dipper.crt-77',
    ],
    ['VNC', '"Password"=hex:1a,eb,92,dd,fa,14,47,dc', 'Teal-vnc'],
    [
      'Cisco VPN',
      'enc_GroupPwd=762A9BD1D122349758851398375937D9CEB38D3667C61E830900F37D0AC5C98CC94C58D8F340F12464F298B6F18FE6DE794D9DD32C7DBCE2',
      'Avocet.group3',
    ],
    ['rclone', 'type = sftp\npass = ejdbR2rdiAu5PmlkLI4mvCxq7D7rH8ZWzsAfXUo', 'Gannet.nas-12'],
    ['WebSphere', 'password="{xor}EjotMzYxcSg+LHJn"', 'Merlin.was-8'],
    ['SASL', 'AUTH PLAIN AGFuYQBTa3VhNDR3YXRlcg==', 'Skua44water'],
    ['LDIF', 'uid: ana\nuserPassword:: U2t1YTQ0d2F0ZXI=', 'Skua44water'],
  ])('%s', (_name, text, password) => {
    expect(scan(text)).toMatchObject([{ confidence: 'high' }]);
    expect(scan(text)[0]?.secret.reveal()).toBe(password);
    expect(scan(text)[0]?.reasons.join()).not.toContain(password);
  });
});

describe('what cannot be read back is kept as it stands, and less sure', () => {
  test.each([
    ['Junos cut', 'secret "$9$m5Tz9CuOBE69u1RhKvX7-VYgZUHqP.UjB"'],
    ['Group Policy changed', 'cpassword="m9MT03UeofLNLiD+oVzlIfofvP/5WfR9C/ecvXuJsNw"'],
    [
      'mRemoteNG changed',
      '<Node Name="x" Username="ana" Password="Lj/Od8+MTHR4qW0gfBw5cQ2s+mn7bmFIXxD/DME6+BIWQ29rLoA4ZgVFcxC8m9AN4/UlmzTSx6rM0ziJl0A=" />',
    ],
    [
      'SecureCRT changed',
      'S:"Password V2"=02:67065cbc81b9b22350e5678a9a6ee997f303c51fb3cba914834bbad48341b6cb053bef7c5e844f3a29681b4cbf65aaace63b5643df001417018f48317699f8c0',
    ],
    [
      'Cisco VPN changed',
      'enc_GroupPwd=762A9BD1D122349758851398375937D9CEB38D3667C61E830900F37D0AC5C98CC94C58D8F340F12464F298B6F18F06DE794D9DD32C7DBCE2',
    ],
    ['WinSCP of another kind', 'Password=A35C000000000000'],
  ])('%s', (_name, text) => {
    const [finding] = scan(text);
    expect(finding).toMatchObject({ confidence: 'medium' });
    expect(finding?.reasons.join()).toMatch(/cannot be read back/);
    expect(text).toContain(finding?.secret.reveal());
  });
});

describe('the groups of a BitLocker recovery password', () => {
  test.each([
    ['110011-220022-330033-440044-550055-660066-111111-011000', 'high'],
    ['110011-220022-330033-440044-550055-660066-111111-011001', 'medium'],
    ['110011-220022-330033-440044-550055-660066-111111-999999', 'medium'],
  ])('%s is of %s confidence', (key, confidence) => {
    expect(scan(`BitLocker recovery key: ${key}`)).toMatchObject([{ rule: 'bitlocker-recovery-key', confidence }]);
  });
});

describe('beside the name of a service', () => {
  test.each(['wandb 7c1f09e2b84d5a6630fe91c27ab8d4450e6f1d92', 'calendarific SECRET 90bd17e4c85f2a6b13d7f0e9a4c86b52'])(
    '%s is told, faintly',
    (text) => {
      expect(scan(text)).toMatchObject([{ confidence: 'low' }]);
    },
  );

  test.each([
    'wandb is what they use for it',
    'wandb https://docs.agency.example/wandb-quick-start-guide-for-all',
    'calendarific 2024-01-16T10:00:00',
    'calendarific release-notes-for-the-new-version',
    'calendarific ana.diaz@agency.example',
  ])('%s is nothing', (text) => {
    expect(scan(text)).toEqual([]);
  });
});
