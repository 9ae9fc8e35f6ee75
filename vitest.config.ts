import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slowest first, so that neither worker is left alone with one of them at the end. */
const SLOW = ['test/cli/', 'test/evidence/isolation', 'test/run/'];

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      if (moduleId.includes('bombs')) return -1;
      const at = SLOW.findIndex((folder) => moduleId.includes(folder));
      return at < 0 ? SLOW.length : at;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    // Modules are loaded by Node.js itself, as in production, and kept compiled from file to file.
    experimental: { viteModuleRunner: false },
    setupFiles: ['test/keep-compiled.ts'],
  },
});
