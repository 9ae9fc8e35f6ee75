// The script of a thread for tests that does not come up.
throw new Error('no thread today');
