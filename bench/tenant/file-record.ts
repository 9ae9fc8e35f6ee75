import { type Fields, sharedFields, type Use } from './use.ts';

const FILES = 50_000;
const OPERATIONS = ['FileAccessed', 'FileModified', 'FileDownloaded', 'FileUploaded', 'FileSyncDownloadedFull'];

/** A file read or written in a document library. */
export function fileRecord(use: Use): Fields {
  const { at, device, app, draw, organisation } = use;
  const site = draw.of(organisation.sites);
  const file = `report-${draw.below(FILES)}.docx`;
  return {
    ...sharedFields(use, draw.of(OPERATIONS), 6, 'SharePoint'),
    AppAccessContext: {
      AADSessionId: device.session(at),
      CorrelationId: draw.guid(),
      UniqueTokenId: device.token(app.id, at).id,
    },
    ApplicationDisplayName: 'Office',
    ApplicationId: app.id,
    ClientIP: device.address(at),
    CorrelationId: draw.guid(),
    EventSource: 'SharePoint',
    HighPriorityMediaProcessing: false,
    IsManagedDevice: false,
    ItemType: 'File',
    ListId: site.list,
    ListItemUniqueId: draw.guid(),
    ObjectId: `${site.url}Shared Documents/${file}`,
    Platform: 'WinDesktop',
    Site: site.id,
    SiteUrl: site.url,
    SourceFileExtension: 'docx',
    SourceFileName: file,
    SourceRelativeUrl: 'Shared Documents',
    UserAgent: device.agent,
    WebId: site.web,
  };
}
