/** What came of reading a log's bytes to their end. */
export type BytesEnd = { readonly state: 'whole' } | { readonly state: 'truncated' | 'damaged' };
