// Bundles the browser parts into workbench/widgets/static; `make front` calls this.
import { build } from "esbuild";
import { copyFileSync, mkdirSync } from "node:fs";

const out = new URL("../workbench/widgets/static/", import.meta.url).pathname;
mkdirSync(out, { recursive: true });
for (const name of ["link_view", "sheet", "table_view"]) {
  await build({
    entryPoints: [`src/${name}.js`],
    outfile: `${out}${name}.js`,
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    loader: { ".css": "text" },
    legalComments: "none",
  });
}
for (const [lib, file] of [["cytoscape", "LICENSE"], ["tabulator-tables", "LICENSE"]]) {
  copyFileSync(`node_modules/${lib}/${file}`, `${out}LICENSE.${lib}`);
}
