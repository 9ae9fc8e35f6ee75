/** README.txt of a generated organisation. */
export function readmeText(seed: number): string {
  return `The synthetic organisation (seed ${seed})
=====================================

Everything here is made up: the agency "Bureau of Coastal Surveys" (bcs-agency.example), its provider "Halvorsen Cloud"
(halvorsen.example), every person, every message, every credential. None of it opens anything.

  mail/                   the agency's own mailboxes: mbox in several dialects, Maildir, folders of .eml, one gzipped mbox
  accounts.csv            the provider's list of robbed accounts, with the span of mail taken from each
  manifest.csv            the provider's list of stolen messages: most lie in mail/, some only in part, some not at all
  logs/                   unified audit log (Purview CSV), interactive sign-ins (Graph JSON), service principal sign-ins (NDJSON, gzip)
  directory-before.json   users, applications and service principals before the resets
  directory-after.json    the same afterwards
  truth.json              GROUND TRUTH, with every planted credential in plaintext: what a review should find. Nothing but the demo's
                          scorer reads it.

Editing by hand
---------------
The score compares a finished case with truth.json, so change both together:

* To plant a credential, write it into a message (say, a new .eml in one of the folders of mail/) and add to "credentials":
  {"id": "mine", "kind": "password", "value": "...", "accept": [], "beside": [], "principal": [], "application": [], "host": null,
   "stolen": true, "proven": null, "places": [{"source": "mail/.../file.eml", "messageId": "<...>", "part": "1", "stolen": true}]}
  "accept" lists other forms that count as found (a whole URL around a password), "places" each message that holds it.
* To remove one, take it out of the mail and delete its entry.
* A new message to or from an account of accounts.csv, within its dates, goes into "stolen" with "status" held, partly, missing or
  extra (extra: not in manifest.csv), "byAccounts" true, and "from" and "sentAt" for a message without a Message-ID.
* A message that is only quoted or forwarded inside the agency goes into "quotingStolen"; it counts neither way.
* Text that should not be found goes into "decoys" with its Message-ID and its files ("sources").
* "attack" has one entry for each step; a finding counts if its detection's id contains one of "detections", its time meets
  "from".."until", and its principal or application is among "names" (or its address is "ip").
* "coverageHoles" are days without records; delete log rows of a day and add it here.

To start over, run the generator again with the same seed: the same bytes come out.
`;
}
