/* A plugin of JupyterLab, written as one container of its module federation, so that it
   needs no bundler. JupyterLab opens the file of an address only once it has written
   its workspace, half a second or more after it is ready, and starts the kernel after
   that. Here the kernel is asked for while JupyterLab still loads, and the file is
   opened as soon as its plugins run; what JupyterLab does later finds both. */
(() => {
  const named = location.pathname.match(/\/lab(?:\/workspaces\/[^/]+)?\/tree\/(.+)$/);
  const place = location.pathname;
  const path = named ? decodeURIComponent(named[1]) : "";
  const said = JSON.parse(document.getElementById("jupyter-config-data").textContent);

  const ask = async (what, given) => {
    const xsrf = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/);
    const headers = { "Content-Type": "application/json" };
    if (said.token) headers.Authorization = `token ${said.token}`;
    if (xsrf) headers["X-XSRFToken"] = xsrf[1];
    const answer = await fetch(said.baseUrl + what, { headers, ...given });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };

  /* A session of this path is the one that JupyterLab will look for. */
  const start = async () => {
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    const file = await ask(`api/contents/${encoded}?type=notebook`);
    const kernel = file.content.metadata.kernelspec?.name;
    if (!kernel) return; // JupyterLab asks which
    const wanted = { path, name: file.name, type: "notebook", kernel: { name: kernel } };
    await ask("api/sessions", { method: "POST", body: JSON.stringify(wanted) });
  };

  const notebook = path.endsWith(".ipynb");
  if (notebook) start().catch(() => {}); // JupyterLab tries again, and says what is wrong

  const plugin = {
    id: "verification-workbench:early",
    description: "Opens the file of the address as soon as plugins run.",
    autoStart: true,
    activate: (app) => {
      if (!notebook && !path.endsWith(".md")) return;
      const open = () => app.commands.execute("docmanager:open", { path });
      app.started.then(open).catch(() => {});
      /* JupyterLab comes to the address at last: it shows the folder and names that in
         the address; the file is open, so it would not be named again. */
      const stay = (_, said) => {
        if (said.id !== "filebrowser:open-path" || said.args.path !== path) return;
        app.commands.commandExecuted.disconnect(stay);
        const back = () => history.replaceState(null, "", place + location.search);
        said.result.then(back).catch(() => {});
      };
      app.commands.commandExecuted.connect(stay);
    },
  };
  const container = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
  (window._JUPYTERLAB ??= {})["verification-workbench"] = container;
})();
