-- Full-text search. Its words are made by commerce/search_terms.ts, each with its language's tag in front
-- (`fr_chais`), so that one table serves every language and a new language is a row, not a table.
-- Contentless: only the index is stored. Its rowid is product_id * 256 + language_id.
CREATE VIRTUAL TABLE `search_index` USING fts5(
	title, brand, identifiers, category, attributes, description,
	content='', contentless_delete=1, tokenize="ascii tokenchars '_'"
);
