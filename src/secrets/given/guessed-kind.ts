import type { SecretKind } from '../finding.ts';

const WORDS: readonly (readonly [RegExp, SecretKind])[] = [
  [/private.?key|\bpem\b|secret key \(.*x25519|ssh.?key/i, 'private-key'],
  [/connection.?string|jdbc|\bdsn\b|mongodb.*ur[il]/i, 'connection-string'],
  [/client.?secret|app(?:lication)?.?secret|consumer.?secret/i, 'client-secret'],
  [/client.?id\b|access.?id\b|account.?id\b|tenant.?id\b|user.?name\b|host\b|public.?key|recipient/i, 'identifier'],
  [/web.?hook|\burl\b|\buri\b/i, 'url'],
  [/cookie|session.?id/i, 'cookie'],
  [/\bhash\b|\bntlm\b|\bcrypt\b/i, 'hash'],
  [/passphrase/i, 'passphrase'],
  [/passw|\bpwd\b|credential/i, 'password'],
  [/api.?key|access.?key|secret.?key|\bkey\b/i, 'api-key'],
  [/auth.*header|bearer|basic.?auth/i, 'header'],
];

/** What sort of thing a rule finds, by the words of its id and name; a token where they do not tell. */
export function guessedKind(words: string): SecretKind {
  const plain = words.replace(/[_.-]/g, ' ');
  return WORDS.find(([shape]) => shape.test(plain))?.[1] ?? 'token';
}
