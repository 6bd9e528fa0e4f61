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
}

const english: ShellWords = {
  file: 'File',
  view: 'View',
  open: 'Open Kinora',
  quit: 'Quit',
  search: 'Search',
  activity: 'Activity',
  keepInTray: 'Keep Working in the Tray When the Window Is Closed',
};

const chinese: ShellWords = {
  file: '文件',
  view: '视图',
  open: '打开 Kinora',
  quit: '退出',
  search: '搜索',
  activity: '活动',
  keepInTray: '关闭窗口后留在托盘中继续工作',
};

/** In the system's language. */
export function shellWords(): ShellWords {
  return app.getLocale().toLowerCase().startsWith('zh') ? chinese : english;
}
