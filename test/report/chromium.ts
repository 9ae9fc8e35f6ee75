import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const CHROMIUM = '/usr/bin/chromium';

type Answer = Readonly<Record<string, unknown>>;

/** A page in a headless Chromium, spoken to over the DevTools protocol. */
export interface BrowserPage {
  readonly send: (method: string, params?: object) => Promise<Answer>;
  /** The value of an expression in the page. */
  readonly evaluate: <Value>(expression: string) => Promise<Value>;
  /** What the page asked for over the network or from disk, itself included. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a page. */
export async function openPage(url: string): Promise<BrowserPage> {
  const profile = mkdtempSync(join(tmpdir(), 'postbreach-chromium-'));
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ];
  const browser = spawn(CHROMIUM, [...flags, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise((resolve) => browser.once('exit', resolve));
  const socket = new WebSocket(await endpointOf(browser.stderr));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const waiting = new Map<number, (answer: Answer) => void>();
  const heard = new Map<string, () => void>();
  const requests: string[] = [];
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result = {}, method, params } = JSON.parse(String(data));
    waiting.get(id)?.(result);
    if (method === 'Network.requestWillBeSent') requests.push(params.request.url);
    heard.get(method)?.();
  });
  const call = (method: string, params: object, session?: string) =>
    new Promise<Answer>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(
        JSON.stringify({ id: last, method, params, ...(session === undefined ? {} : { sessionId: session }) }),
      );
    });
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params: object = {}) => call(method, params, String(sessionId));
  for (const domain of ['Page', 'Network', 'Accessibility']) await send(`${domain}.enable`);
  const loaded = new Promise<void>((resolve) => heard.set('Page.loadEventFired', resolve));
  await send('Page.navigate', { url });
  await loaded;
  return {
    send,
    requests,
    evaluate: async <Value>(expression: string) => {
      const { result } = await send('Runtime.evaluate', { expression, returnByValue: true });
      return (result as { value: Value }).value;
    },
    close: async () => {
      socket.close();
      browser.kill('SIGKILL');
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Where Chromium says that it listens. */
async function endpointOf(stderr: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  for await (const chunk of stderr) {
    said += String(chunk);
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (address !== undefined) {
      return address;
    }
  }
  throw new Error(`Chromium did not start: ${said.slice(0, 500)}`);
}
