import { fields, type ItemField } from './item-field.ts';

/** The fields of a delivery or read report ([MS-OXOMSG] §2.2.2). */
export const REPORT_FIELDS: readonly ItemField[] = [
  ...fields(null, { Report: 0x1001, 'Report name': 0x003a }),
  ...fields(null, { 'Reported at': 0x0032 }, 'time'),
  ...fields(null, {
    'Original subject': 0x0049,
    'Original sender': 0x005a,
    'Original sender address': 0x0067,
    'Original author': 0x004d,
    'Original to': 0x0074,
    'Original cc': 0x0073,
    'Original bcc': 0x0072,
    'Original message id': 0x1046,
  }),
  ...fields(null, { 'Originally sent': 0x004e, 'Originally delivered': 0x0055 }, 'time'),
  ...fields(null, { 'Reporting server': 0x6820, 'Supplementary information': 0x0c1b }),
];

/** What a report says of each recipient. */
export const REPORT_RECIPIENT_FIELDS: readonly ItemField[] = [
  ...fields(null, {
    Recipient: 0x3001,
    'Recipient report': 0x1001,
    'Recipient information': 0x0c1b,
    'Recipient server': 0x0c21,
  }),
];
