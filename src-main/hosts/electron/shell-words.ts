import { app } from 'electron';

/** The shell's own words, beside those that the system has by role. */
interface ShellWords {
  readonly file: string;
  readonly view: string;
  readonly open: string;
  readonly quit: string;
  readonly search: string;
  readonly activity: string;
  readonly keepInTray: string;
  readonly lookForUpdates: string;
  readonly newVersion: (version: string) => string;
  readonly fetch: string;
  readonly fetched: (version: string) => string;
  readonly restart: string;
  readonly notNow: string;
  readonly noLook: string;
}

const english: ShellWords = {
  file: 'File',
  view: 'View',
  open: 'Open Kinora',
  quit: 'Quit',
  search: 'Search',
  activity: 'Activity',
  keepInTray: 'Keep Working in the Tray When the Window Is Closed',
  lookForUpdates: 'Look for a New Version at Each Start',
  newVersion: (version) => `Kinora ${version} is there. Fetch it?`,
  fetch: 'Fetch',
  fetched: (version) => `Kinora ${version} was fetched. Close Kinora and install it?`,
  restart: 'Close and Install',
  notNow: 'Not Now',
  noLook: 'Kinora could not look for a new version',
};

const chinese: ShellWords = {
  file: '文件',
  view: '视图',
  open: '打开 Kinora',
  quit: '退出',
  search: '搜索',
  activity: '活动',
  keepInTray: '关闭窗口后留在托盘中继续工作',
  lookForUpdates: '每次启动时检查新版本',
  newVersion: (version) => `Kinora ${version} 已发布。要下载吗？`,
  fetch: '下载',
  fetched: (version) => `Kinora ${version} 已下载。要关闭 Kinora 并安装吗？`,
  restart: '关闭并安装',
  notNow: '暂不',
  noLook: 'Kinora 无法检查新版本',
};

/** In the system's language. */
export function shellWords(): ShellWords {
  return app.getLocale().toLowerCase().startsWith('zh') ? chinese : english;
}
