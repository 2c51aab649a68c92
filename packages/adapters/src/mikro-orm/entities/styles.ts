import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, instant } from './columns.ts';
import { UserEntity } from './users.ts';

export const FavouriteStyleEntity = defineEntity({
  name: 'FavouriteStyle',
  tableName: 'favourite_styles',
  uniques: [{ name: 'favourite_styles_style_unique', properties: ['user', 'styleId'] }],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    styleId: p.text(),
    markedAt: instant(),
  },
});

/** Kept by triggers on the orders; nobody else writes it. */
export const StyleCountEntity = defineEntity({
  name: 'StyleCount',
  tableName: 'style_counts',
  properties: {
    styleId: p.text().primary(),
    shard: p.smallint().primary(),
    count: p.integer(),
  },
});
