/** The fictional U.S. agency whose mail was stolen from its provider, and that provider. */
export const AGENCY = {
  name: 'Bureau of Coastal Surveys',
  domain: 'bcs-agency.example',
  lists: 'lists.bcs-agency.example',
} as const;
export const VENDOR = {
  name: 'Halvorsen Cloud',
  domain: 'halvorsen.example',
  lists: 'lists.halvorsen.example',
  cases: 'cases.halvorsen.example',
} as const;
