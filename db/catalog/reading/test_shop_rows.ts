/** The shop of the test catalog: languages, markets, categories, attributes, pages. */

export const shopRows = `
INSERT INTO changes (tag, at) VALUES ('markets', 0);
INSERT INTO languages (id, tag, name, direction) VALUES (1, 'en', 'English', 'ltr'), (2, 'fr', 'Français', 'ltr'),
  (3, 'ja', '日本語', 'ltr'), (4, 'ar', 'العربية', 'rtl'), (5, 'de', 'Deutsch', 'ltr');
INSERT INTO markets (id, code, currency, prices_include_tax, time_zone, position) VALUES
  (1, 'fr', 'EUR', 1, 'Europe/Paris', 0), (2, 'us', 'USD', 0, 'America/New_York', 1), (3, 'jp', 'JPY', 1, 'Asia/Tokyo', 2);
INSERT INTO market_countries (market_id, country, position) VALUES (1, 'FR', 0), (1, 'MC', 1), (2, 'US', 0), (3, 'JP', 0);
INSERT INTO market_languages (market_id, language_id, position, name) VALUES (1, 2, 0, 'France'), (1, 1, 1, 'France'),
  (1, 4, 2, 'فرنسا'), (1, 5, 3, 'Frankreich'), (2, 1, 0, 'United States'), (3, 3, 0, '日本'), (3, 1, 1, 'Japan');
INSERT INTO price_lists (id, code) VALUES (1, 'standard'), (2, 'trade');
INSERT INTO organizations (id, name, address, email) VALUES (1, 'House', '1 rue', 'house@example.com'),
  (2, 'Maker', '2 rue', 'maker@example.com');
INSERT INTO media (id, key, object, content_type, width, height) VALUES
  (1, '000000000000000000000001', 'o/1.svg', 'image/svg+xml', 800, 600),
  (2, '000000000000000000000002', 'o/2.svg', 'image/svg+xml', 600, 800),
  (3, '000000000000000000000003', 'o/3.png', 'image/png', 100, 100);
INSERT INTO media_texts (media_id, language_id, alt) VALUES (1, 2, 'Image une'), (3, 2, 'Trois');
INSERT INTO categories (id, public_id, code, parent_id, position, media_id, updated_sequence) VALUES
  (1, 'cat_1', 'furniture', NULL, 1, 3, 1), (2, 'cat_2', 'seating', 1, 0, NULL, 1), (3, 'cat_3', 'tables', 1, 1, 3, 1),
  (4, 'cat_4', 'lighting', NULL, 0, NULL, 1);
INSERT INTO category_texts (category_id, language_id, name, slug, description) VALUES
  (1, 1, 'Furniture', 'furniture', 'To sit and eat.'), (1, 2, 'Meubles', 'meubles', 'Pour vivre.'),
  (2, 1, 'Seating', 'seating', ''), (2, 2, 'Sièges', 'sieges', ''), (3, 1, 'Tables', 'tables', ''),
  (3, 2, 'Tables', 'tables', ''), (4, 2, 'Luminaires', 'luminaires', ''), (4, 3, '照明', '照明', '');
INSERT INTO attributes (id, code, type, unit, facet, position) VALUES (1, 'colour', 'colour', NULL, 1, 1),
  (2, 'size', 'text', NULL, 1, 2), (3, 'material', 'text', NULL, 1, 3), (4, 'burning-hours', 'number', 'h', 0, 4);
INSERT INTO attribute_texts (attribute_id, language_id, label) VALUES (1, 2, 'Couleur'), (2, 2, 'Taille'),
  (3, 2, 'Matière'), (4, 2, 'Durée');
INSERT INTO attribute_values (id, attribute_id, code, position, hex) VALUES (1, 1, 'sand', 0, '#d8c6a6'),
  (2, 1, 'ink', 1, '#101820'), (3, 2, 's', 0, NULL), (4, 2, 'm', 1, NULL), (5, 3, 'oak', 0, NULL),
  (6, 3, 'steel', 1, NULL), (7, 4, '40', 0, NULL);
INSERT INTO attribute_value_texts (value_id, language_id, label) VALUES (1, 2, 'Sable'), (2, 2, 'Encre'), (3, 2, 'S'),
  (4, 2, 'M'), (5, 2, 'Chêne'), (6, 2, 'Acier');
INSERT INTO navigation (market_id, language_id, placement, position, label, target) VALUES
  (1, 2, 'footer', 0, 'CGV', 'i/cgv'), (1, 2, 'header', 0, 'Nouveautés', 'search?sort=newest');
INSERT INTO information_pages (id, market_id, language_id, code, slug, title, body, updated_at) VALUES
  (1, 1, 2, 'terms', 'cgv', 'CGV', '# CGV', 5), (2, 1, 1, 'terms', 'terms', 'Terms', '# Terms', 6),
  (3, 2, 1, 'terms', 'terms-of-sale', 'Terms', '# US', 7), (4, 3, 3, 'terms', '規約', '規約', '# 規約', 8);
`;
