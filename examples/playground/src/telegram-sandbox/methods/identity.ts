import { botUser } from '../messages.ts';
import { method } from './method.ts';

const getMe = method({
  name: 'getMe',
  parameters: {},
  run: (sandbox) => ({
    ...botUser(sandbox),
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
});

const logOut = method({ name: 'logOut', parameters: {}, run: () => true });
const close = method({ name: 'close', parameters: {}, run: () => true });

export const identityMethods = [getMe, logOut, close];
