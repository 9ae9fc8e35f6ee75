import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/logs/record/read-address.ts';

describe('readAddress', () => {
  it('reads every form the logs have', () => {
    expect(readAddress('192.0.2.1')).toEqual({ ip: '192.0.2.1', port: null });
    expect(readAddress('192.0.2.1:443')).toEqual({ ip: '192.0.2.1', port: 443 });
    expect(readAddress('[2A09:bac5:114:105::1a:9b]:54809')).toEqual({ ip: '2a09:bac5:114:105::1a:9b', port: 54809 });
    expect(readAddress('[2001:db8::1]')).toEqual({ ip: '2001:db8::1', port: null });
    expect(readAddress('2001:DB8::1')).toEqual({ ip: '2001:db8::1', port: null });
    expect(readAddress('fe80::1%eth0')).toEqual({ ip: 'fe80::1', port: null });
    expect(readAddress('[::ffff:192.0.2.7]:25')).toEqual({ ip: '192.0.2.7', port: 25 });
  });

  it('is null for what is no address', () => {
    for (const value of ['', ' ', 'NA', '<null>', 'mail.example', '999.1.1.1', '192.0.2.1:x', null, 7, {}]) {
      expect(readAddress(value)).toBeNull();
    }
  });

  it('gives any address back whatever stands around it', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 1, max: 65_535 }), (ip, port) => {
        expect(readAddress(`${ip}:${port}`)).toEqual({ ip, port });
      }),
    );
    fc.assert(fc.property(fc.ipV6(), (ip) => readAddress(`[${ip}]:1`)?.port === 1));
  });
});
