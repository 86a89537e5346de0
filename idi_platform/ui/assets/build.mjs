// Bundles scripts and styles: node build.mjs <out folder> <content glob>… ; called by manage.py assets, from the top folder.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const [out, ...content] = process.argv.slice(2);
const target = ["chrome87", "safari15", "firefox91"];

await build({
  entryPoints: ["theme", "app", "charts", "passkeys"].map((name) => path.join(here, "js", `${name}.js`)),
  bundle: true,
  minify: true,
  format: "iife",
  target,
  outdir: out,
  legalComments: "none",
  logLevel: "warning",
});

// Tabler in the parts that a template, a form or a script names; ours whole.
const [tabler] = await new PurgeCSS().purge({
  css: ["node_modules/@tabler/core/dist/css/tabler.min.css"],
  content,
  variables: true,
  keyframes: true,
  fontFace: true,
  safelist: { standard: ["html", "body"], variables: [/^--tblr-(body|border|btn|card|form|table|focus|spacer|font)/] },
});
const ours = await build({
  entryPoints: [path.join(here, "css", "app.css")],
  bundle: true,
  write: false,
  target,
  logLevel: "warning",
});
const css = await transform(tabler.css + ours.outputFiles[0].text, { loader: "css", minify: true, target, logLevel: "error" });
await writeFile(path.join(out, "app.css"), css.code);
await writeFile(path.join(out, "brand.svg"), await readFile(path.join(here, "brand.svg")));
