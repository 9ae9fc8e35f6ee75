import type { Principal, RoleReference } from './snapshot.ts';

/**
 * Template ids of the roles Microsoft marks as privileged, so that an export that carries ids alone is understood.
 * @see https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
const PRIVILEGED_ROLE_IDS: ReadonlySet<string> = new Set([
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  'e8611ab8-c189-46e8-94e1-60213ab1f814', // Privileged Role Administrator
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13', // Privileged Authentication Administrator
  'c4e39bd9-1100-46d3-8c65-fb160da0071f', // Authentication Administrator
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', // Application Administrator
  '158c047a-c907-4556-b7ef-446551a6b5f7', // Cloud Application Administrator
  '29232cdf-9323-42fd-ade2-1d097af3e4de', // Exchange Administrator
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', // SharePoint Administrator
  '194ae4cb-b126-40b2-bd5b-6091b380977d', // Security Administrator
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', // Conditional Access Administrator
  'fe930be7-5e62-47db-91af-98c3a49a38b1', // User Administrator
  '729827e3-9c14-49f7-bb1b-9608f156bbb8', // Helpdesk Administrator
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', // Hybrid Identity Administrator
  '3a2c62db-5318-420d-8d74-23affee5d9d5', // Intune Administrator
  'd29b2b05-8046-44ba-8758-1e26182fcf32', // Directory Synchronization Accounts
]);

/** Application permissions that reach every mailbox or can grant themselves more. */
const PRIVILEGED_APP_ROLES: ReadonlySet<string> = new Set(
  [
    'full_access_as_app',
    'Mail.Read',
    'Mail.ReadWrite',
    'Mail.Send',
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'Directory.ReadWrite.All',
    'RoleManagement.ReadWrite.Directory',
    'User.ReadWrite.All',
    'Files.ReadWrite.All',
    'Sites.FullControl.All',
  ].map((name) => name.toLowerCase()),
);

/** Ids of the same application permissions in Microsoft Graph, and of full_access_as_app in Exchange Online. */
const PRIVILEGED_APP_ROLE_IDS: ReadonlySet<string> = new Set([
  'dc890d15-9560-4a4c-9b7f-a736ec74ec40', // full_access_as_app
  '810c84a8-4a9e-49e6-bf7d-12d183f40d01', // Mail.Read
  'e2a3a72e-5f79-4c64-b1b1-878b674786c9', // Mail.ReadWrite
  'b633e1c5-b582-4048-a93e-9f11b44c7e96', // Mail.Send
  '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', // Application.ReadWrite.All
  '06b708a9-e830-4db3-a914-8e69da51d44f', // AppRoleAssignment.ReadWrite.All
  '19dbc75e-c2e2-444c-a770-ec69d8559fc7', // Directory.ReadWrite.All
  '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8', // RoleManagement.ReadWrite.Directory
  '741f803b-c850-494e-b5df-cde7c675a1ca', // User.ReadWrite.All
  '75359482-378d-4052-8f01-80520e7db3cd', // Files.ReadWrite.All
  'a82116e5-55eb-4c41-a434-62fe8a61c773', // Sites.FullControl.All
]);

/** Whether the principal holds a role or permission with which a thief could take the tenant or read everybody's mail. */
export function isPrivileged(principal: Principal): boolean {
  return principal.kind === 'user'
    ? principal.roles.some(isPrivilegedRole)
    : principal.appRoles.some(isPrivilegedAppRole);
}

function isPrivilegedRole(role: RoleReference): boolean {
  if (role.id !== null && PRIVILEGED_ROLE_IDS.has(role.id)) return true;
  const name = role.name?.toLowerCase() ?? '';
  return (
    name.endsWith('administrator') || PRIVILEGED_ROLE_IDS.has(name) || name === 'directory synchronization accounts'
  );
}

function isPrivilegedAppRole(role: RoleReference): boolean {
  if (role.id !== null && PRIVILEGED_APP_ROLE_IDS.has(role.id)) return true;
  return role.name !== null && PRIVILEGED_APP_ROLES.has(role.name.toLowerCase());
}
