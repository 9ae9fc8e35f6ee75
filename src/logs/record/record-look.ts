import { bareName } from './record-fields.ts';

/** What a record looks like, told by its keys. */
export type RecordLook =
  | 'ual-export'
  | 'ual'
  | 'office-activity'
  | 'diagnostic'
  | 'sign-in'
  | 'portal-sign-in'
  | 'directory-audit'
  | 'portal-audit'
  | 'graph-request'
  | 'azure-activity'
  | 'message-trace'
  | 'alert'
  | 'hunting';

/** Whether a record has all of the names, `|` between names of which it needs one only. */
type Signature = readonly string[];

/** In this order: the first that fits. Names are bare: without case and punctuation. */
const LOOKS: readonly (readonly [RecordLook, readonly Signature[]])[] = [
  ['ual-export', [['auditdata', 'recordtype|operation|operations|userids|auditlogrecordtype']]],
  ['office-activity', [['officeworkload', 'operation']]],
  ['ual', [['creationtime', 'operation', 'recordtype|workload|usertype|userkey']]],
  [
    'azure-activity',
    [
      ['eventtimestamp', 'operationname', 'caller|eventdataid|authorization|resourceid'],
      ['operationnamevalue', 'timegenerated|eventsubmissiontimestamp'],
      ['operationname', 'eventinitiatedby', 'time'],
    ],
  ],
  [
    'diagnostic',
    [
      ['category', 'properties', 'time|operationname'],
      ['time', 'operationname', 'resourceid|calleripaddress'],
    ],
  ],
  ['graph-request', [['requestmethod', 'requesturi']]],
  [
    'sign-in',
    [
      ['createddatetime', 'appid|appdisplayname|serviceprincipalid', 'ipaddress|status|signineventtypes|clientappused'],
      ['timegenerated', 'resulttype', 'appid', 'userprincipalname|serviceprincipalid', 'ipaddress'],
    ],
  ],
  ['portal-sign-in', [['dateutc', 'requestid', 'ipaddress', 'status']]],
  [
    'directory-audit',
    [
      ['activitydatetime', 'activitydisplayname'],
      ['timegenerated|time', 'initiatedby', 'targetresources'],
    ],
  ],
  [
    'portal-audit',
    [['dateutc|date', 'activity', 'service', 'category', 'actortype|actordisplayname|target1type|initiatedbyactor']],
  ],
  [
    'message-trace',
    [
      ['messagetraceid', 'senderaddress|recipientaddress|event'],
      ['received|receivedutc', 'senderaddress', 'recipientaddress', 'status'],
      ['received|receivedutc', 'sender', 'recipient', 'status', 'fromip|toip|networkmessageid|directionality'],
      ['origintimestamputc|origintimestamp', 'senderaddress', 'recipientstatus'],
      ['datetimeutc|datetime', 'eventid', 'senderaddress', 'recipientaddress'],
    ],
  ],
  [
    'alert',
    [
      ['title', 'severity', 'createddatetime', 'detectionsource|servicesource|vendorinformation|vendor|azuretenantid'],
      ['title', 'severity', 'alertcreationtime'],
    ],
  ],
  [
    'hunting',
    [
      ['timestamp', 'reportid|actiontype|alertid|oauthappid|networkmessageid'],
      ['timegenerated', 'reportid', 'accountobjectid|networkmessageid|actiontype'],
    ],
  ],
];

/** Tells a record's kind from the names of its keys, whatever their case and punctuation; null where it is none we know. */
export function lookOf(keys: Iterable<string>): RecordLook | null {
  const names = new Set<string>();
  for (const key of keys) names.add(bareName(key));
  return LOOKS.find(([, signatures]) => signatures.some((signature) => fits(signature, names)))?.[0] ?? null;
}

function fits(signature: Signature, names: ReadonlySet<string>): boolean {
  return signature.every((part) => part.split('|').some((name) => names.has(name)));
}
