export { lintStyles } from './lint-styles.ts';
export type { LintedStyles } from './lint-styles.ts';
export { readStylePack } from './style-pack.ts';
export type { PackFault, ReadPack, StylePack } from './style-pack.ts';
export { ownStylesDirectory, yamlStyleCatalog } from './yaml-style-catalog.ts';
export type { YamlStyleCatalogOptions } from './yaml-style-catalog.ts';
