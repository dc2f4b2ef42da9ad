import { once } from 'node:events';
import { requireBase, warmUp, withWence } from './base.ts';
import { type Command, UsageError } from './command.ts';

export const serve: Command = {
  name: 'serve',
  summary: '启动服务：接口、问答窗口、工作台和坐席页',
  positionals: [],
  options: {
    port: { type: 'string', value: 'N', help: '端口，默认取 WENCE_PORT（8686）；0 为任意空闲端口' },
    host: { type: 'string', value: 'ADDRESS', help: '监听地址，默认取 WENCE_HOST（127.0.0.1）' },
  },
  examples: [
    ['wence serve', '用默认设置启动'],
    ['wence serve --port 9000 --data /srv/wence', '换端口和数据目录'],
  ],
  async run(given, { config, output, signal }) {
    const text = given.text('port');
    if (text !== undefined && (!/^\d{1,5}$/.test(text) || Number(text) > 65535))
      throw new UsageError(`--port 应为 0 到 65535 的整数，收到的是“${text}”`);
    const settings = {
      ...config,
      WENCE_PORT: text === undefined ? config.WENCE_PORT : Number(text),
      WENCE_HOST: given.text('host') ?? config.WENCE_HOST,
    };
    await requireBase(settings);
    const { startServer } = await import('../server.ts');
    const { firstAdministrator, unusedAdministrator } = await import('../desk/accounts.ts');
    await withWence(settings, async (wence) => {
      await warmUp(wence);
      const server = await startServer(wence);
      const started = (administrator: { login: string; password: string } | null) => {
        output.result({ ok: true, url: server.url, ...(administrator && { administrator }) });
        output.line(`问策已启动：${server.url}`);
        output.line(
          `工作台 ${server.url}/admin　坐席页 ${server.url}/desk　演示页 ${server.url}/demo　接口说明 ${server.url}/docs`,
        );
        if (!administrator) return;
        output.line(`已建立管理员账号：登录名 ${administrator.login}，一次性密码 ${administrator.password}`);
        output.line('请马上到工作台登录并设置自己的密码：一次性密码只显示这一次。');
      };
      // Only now: where the port cannot be had, nobody would see the password.
      if (!(await firstAdministrator(wence.store, wence.clock, started))) {
        started(null);
        const unused = await unusedAdministrator(wence.store);
        if (unused)
          output.line(`管理员 ${unused} 还从未登录。没有记下一次性密码的，运行 wence user reset-password ${unused} 得到新的。`);
      }
      if (!signal.aborted) await once(signal, 'abort');
      await server.close();
    });
    output.line('已停止。');
    return 0;
  },
};
