/** For drizzle-kit, which writes the migrations from the schema: `deno task generate-migrations`. */
export default { dialect: "sqlite", schema: "./db/backoffice/schema.ts", out: "./db/backoffice/migrations" };
