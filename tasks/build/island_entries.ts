/** The scripts that the runtime imports: one for each island, made from its component. */
import { basename, normalize } from "node:path";
import type { Plugin } from "esbuild";

/**
 * Makes of an entry point `islands/variant_picker.tsx` a script that exports `start(props, element)`, which hydrates
 * the component `VariantPicker` of that file.
 *
 * @param shared Files, relative to the root, to be put into the one script that all islands share. Without it there
 * is one for each set of islands with something in common: seven small files, and half a kilobyte more.
 */
export function islandEntries(root: string, shared: readonly string[]): Plugin {
  return {
    name: "island-entries",
    setup(build) {
      build.onResolve(
        { filter: /\.tsx$/ },
        ({ kind, path }) =>
          kind === "entry-point" ? { path: normalize(path), namespace: "island" } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: "island" }, ({ path }) => {
        const component = pascalCase(basename(path, ".tsx"));
        return {
          loader: "ts",
          resolveDir: root,
          contents: [
            ...shared.map((file) => `import "./${file}";`),
            `import { hydrateIsland } from "./islands/hydrate.ts";`,
            `import { ${component} } from "./${path}";`,
            `export const start = (props, element) => hydrateIsland(${component}, props, element);`,
          ].join("\n"),
        };
      });
    },
  };
}

/** `variant_picker` → `VariantPicker`. */
function pascalCase(name: string): string {
  return name.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
}
