import { flushCompileCache } from 'node:module';
import { afterAll } from 'vitest';

// A worker is ended without warning: what it compiled is kept for the next one here.
afterAll(() => flushCompileCache());
