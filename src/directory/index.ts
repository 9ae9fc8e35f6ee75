/** Directory snapshots -> principals, applications, their credentials; identity resolution. Knows no case. */
export { compareSnapshots, type DirectoryChange, type DirectorySubject } from './compare-snapshots.ts';
export { type Directory, type HeldCredential, openDirectory } from './directory.ts';
export { exportText } from './export-text.ts';
export { mergeSnapshots } from './merge-snapshots.ts';
export { accountKeysOf, identityKeys, logNamesOf } from './principal-name.ts';
export { type DirectoryReading, type ReadDirectoryOptions, readDirectory } from './read-directory.ts';
export { recogniseDirectory } from './recognise-directory.ts';
export type {
  Application,
  Completeness,
  DirectoryCredential,
  DirectorySnapshot,
  OwnerReference,
  Principal,
  RoleReference,
  ServicePrincipal,
  User,
} from './snapshot.ts';
