import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { PictureStore } from "./picture_store.ts";

const key = "0123456789abcdef01234567";

function make(options: { failWrite?: boolean } = {}) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const errors: unknown[] = [];
  const state = { renders: 0, running: 0, most: 0 };
  const store = new PictureStore({
    originals: {
      get: (wanted) => Promise.resolve(wanted === "missing" ? null : new TextEncoder().encode(wanted)),
    },
    files: {
      read: (name) => Promise.resolve(files.get(name) ?? null),
      write(name, bytes) {
        if (options.failWrite) return Promise.reject(new Error("disk full"));
        files.set(name, new Uint8Array(bytes));
        return Promise.resolve();
      },
    },
    render: async (original, width, format) => {
      state.renders++;
      state.most = Math.max(state.most, ++state.running);
      await new Promise((resolve) => setTimeout(resolve));
      state.running--;
      return new TextEncoder().encode(`${new TextDecoder().decode(original)} ${width} ${format}`);
    },
    concurrency: 2,
    onError: (error) => errors.push(error),
  });
  return { store, files, errors, state };
}
const text = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);

describe("picture store", () => {
  it("renders a picture once, for all who wait and for ever", async () => {
    const { store, files, state } = make();
    const both = await Promise.all([store.get(key, 320, "avif"), store.get(key, 320, "avif")]);
    expect(both.map(text)).toEqual([`${key} 320 avif`, `${key} 320 avif`]);
    await store.get(key, 320, "avif");
    expect(state.renders).toBe(1);
    expect([...files.keys()]).toEqual([`${key}-320.avif`]);
  });

  it("renders no more at once than it may", async () => {
    const { store, state } = make();
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.get(`${key}${i}`, 160, "webp")));
    expect([state.renders, state.most]).toEqual([20, 2]);
  });

  it("knows no picture without an original, and keeps nothing of it", async () => {
    const { store, files } = make();
    expect(await store.get("missing", 160, "webp")).toBe(null);
    expect(files.size).toBe(0);
  });

  it("still answers when the disk is full", async () => {
    const { store, errors } = make({ failWrite: true });
    expect(text(await store.get(key, 640, "webp"))).toBe(`${key} 640 webp`);
    expect(String(errors[0])).toContain("disk full");
  });
});
