/** Categories by the path of words that a feed names them with, found in the catalog or made. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { slugify } from "../../commerce/slug.ts";
import { createCategory } from "../catalog/writing/categories.ts";
import { readRows, type Reads } from "../catalog/writing/rows.ts";
import type { Writer } from "../catalog/writing/transaction.ts";

interface Category {
  readonly id: number;
  readonly code: string;
  readonly names: Set<string>;
}

/** Where new categories belong. */
export interface CategoryPlan {
  /** Where a category of a path is to be made, and to be found where it is not by the path itself. */
  place(path: readonly string[]): readonly string[];
  /** The place of a new one among others at the top, from 1. */
  rank(name: string): number;
}

/** A merchant's own categories at the top stay before those of a feed. */
const firstPosition = 1000;

/** Remembers the tree of categories: some hundreds or thousands. */
export class CategoryBook {
  readonly #language: string;
  readonly #plan: CategoryPlan;
  #children = new Map<number, Category[]>();
  #byCode = new Map<string, Category>();
  #isRead = false;

  /**
   * @param language That of the feed, which new categories are named in.
   * @param plan Where new ones belong.
   */
  constructor(language: string, plan: CategoryPlan) {
    this.#language = language;
    this.#plan = plan;
  }

  /** The key of the category at the end of a path, or null where the catalog has none. */
  async find(reads: Reads, path: readonly string[]): Promise<number | null> {
    await this.#read(reads);
    return this.#at(path) ?? this.#at(this.#plan.place(path));
  }

  #at(path: readonly string[]): number | null {
    let parent: Category | null = null;
    for (const name of path) {
      parent = this.#child(parent, name);
      if (parent === null) return null;
    }
    return parent?.id ?? null;
  }

  /** The key of the category at the end of a path; what is missing of the path is made. */
  async findOrMake(w: Writer, path: readonly string[]): Promise<number> {
    const found = await this.find(w.tx, path);
    if (found !== null) return found;
    let parent: Category | null = null;
    for (const name of this.#plan.place(path)) {
      parent = this.#child(parent, name) ?? await this.#make(w, parent, name);
    }
    return parent!.id;
  }

  /** A transaction was rolled back, or another process may have changed things. */
  forget(): void {
    this.#isRead = false;
  }

  async #read(reads: Reads): Promise<void> {
    if (this.#isRead) return;
    const rows = await readRows<[number, string, number | null]>(
      reads,
      sql`id, code, parent_id`,
      sql`FROM (SELECT id, code, parent_id FROM categories ORDER BY id)`,
    );
    const names = await readRows<[number, string]>(
      reads,
      sql`category_id, name`,
      sql`FROM category_texts`,
    );
    const byId = new Map<number, Category>();
    this.#children = new Map();
    this.#byCode = new Map();
    for (const [id, code, parentId] of rows) {
      const category = { id, code, names: new Set<string>() };
      byId.set(id, category);
      this.#add(parentId ?? 0, category);
    }
    for (const [id, name] of names) byId.get(id)?.names.add(foldName(name));
    this.#isRead = true;
  }

  #add(parentId: number, category: Category) {
    const siblings = this.#children.get(parentId) ?? [];
    siblings.push(category);
    this.#children.set(parentId, siblings);
    this.#byCode.set(category.code, category);
  }

  /**
   * By its code, which stays when a merchant renames it, or by a name it has in any language. One that a path begins
   * with may have been hung below another by now.
   */
  #child(parent: Category | null, name: string): Category | null {
    const siblings = this.#children.get(parent?.id ?? 0) ?? [];
    const codes = codesOf(parent, name);
    return siblings.find(({ code }) => codes.includes(code)) ??
      siblings.find(({ names }) => names.has(foldName(name))) ??
      (parent === null ? this.#byCode.get(codes[0]!) : null) ?? null;
  }

  async #make(w: Writer, parent: Category | null, name: string): Promise<Category> {
    const codes = codesOf(parent, name);
    const code = codes.find((one) => !this.#byCode.has(one)) ??
      hashed(`${parent?.code ?? ""}>${name}`, "category");
    const { id } = await createCategory(w, {
      code,
      position: parent === null
        ? firstPosition + this.#plan.rank(name)
        : (this.#children.get(parent.id)?.length ?? 0) + 1,
      ...parent && { parent: parent.code },
      texts: { [this.#language]: { name, description: "" } },
    });
    const category = { id, code, names: new Set([foldName(name)]) };
    this.#add(parent?.id ?? 0, category);
    return category;
  }
}

/** The codes that a category of this name may have below a parent. */
function codesOf(parent: Category | null, name: string): string[] {
  const slug = slugify(name, "en");
  const own = /^[a-z0-9-]{1,64}$/.test(slug) ? slug : hashed(name, slug.replaceAll(/[^a-z0-9-]+/g, ""));
  if (parent === null) return [own];
  const long = `${parent.code}-${own}`;
  return [own, long.length <= 64 ? long : hashed(long, own)];
}

function hashed(text: string, head: string): string {
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 10);
  const start = head.slice(0, 50).replaceAll(/[._-]+/g, "-").replace(/^-|-$/g, "");
  return `${start || "category"}-${digest}`;
}

/** A name as names are compared. */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase().trim();
}
