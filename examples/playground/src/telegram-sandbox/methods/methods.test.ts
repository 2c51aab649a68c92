import { describe, expect, it } from 'vitest';
import { methods } from './index.ts';

const send =
  'business_connection_id chat_id message_thread_id direct_messages_topic_id disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup';
const caption = 'caption parse_mode caption_entities';
const edit = 'business_connection_id chat_id message_id inline_message_id reply_markup';

/** The parameters of every method here, as Bot API 10.1 names them. */
const documented: Record<string, string> = {
  getMe: '',
  logOut: '',
  close: '',
  getUpdates: 'offset limit timeout allowed_updates',
  setWebhook:
    'url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token',
  deleteWebhook: 'drop_pending_updates',
  getWebhookInfo: '',
  sendMessage: `${send} text parse_mode entities link_preview_options`,
  sendChatAction: 'business_connection_id chat_id message_thread_id action',
  sendMessageDraft: 'chat_id message_thread_id draft_id text parse_mode entities',
  sendPhoto: `${send} ${caption} photo show_caption_above_media has_spoiler`,
  sendDocument: `${send} ${caption} document thumbnail disable_content_type_detection`,
  sendVoice: `${send} ${caption} voice duration`,
  sendAnimation: `${send} ${caption} animation duration width height thumbnail show_caption_above_media has_spoiler`,
  sendMediaGroup:
    'business_connection_id chat_id message_thread_id direct_messages_topic_id media disable_notification protect_content allow_paid_broadcast message_effect_id reply_parameters',
  editMessageText: `${edit} text parse_mode entities link_preview_options rich_message`,
  editMessageCaption: `${edit} ${caption} show_caption_above_media`,
  editMessageMedia: `${edit} media`,
  editMessageReplyMarkup: edit,
  deleteMessage: 'chat_id message_id',
  deleteMessages: 'chat_id message_ids',
  answerCallbackQuery: 'callback_query_id text show_alert url cache_time',
  answerInlineQuery: 'inline_query_id results cache_time is_personal next_offset button',
  answerPreCheckoutQuery: 'pre_checkout_query_id ok error_message',
  setMyCommands: 'commands scope language_code',
  getMyCommands: 'scope language_code',
  deleteMyCommands: 'scope language_code',
  setMyName: 'name language_code',
  getMyName: 'language_code',
  setMyDescription: 'description language_code',
  getMyDescription: 'language_code',
  setMyShortDescription: 'short_description language_code',
  getMyShortDescription: 'language_code',
  setChatMenuButton: 'chat_id menu_button',
  getChatMenuButton: 'chat_id',
  getChat: 'chat_id',
  getChatMember: 'chat_id user_id',
  getUserProfilePhotos: 'user_id offset limit',
  pinChatMessage: 'business_connection_id chat_id message_id disable_notification',
  unpinChatMessage: 'business_connection_id chat_id message_id',
  unpinAllChatMessages: 'chat_id',
  setMessageReaction: 'chat_id message_id reaction is_big',
  copyMessage: `${send.replace('business_connection_id ', '')} ${caption} from_chat_id message_id video_start_timestamp show_caption_above_media`,
  forwardMessage:
    'chat_id message_thread_id direct_messages_topic_id from_chat_id video_start_timestamp disable_notification protect_content message_effect_id suggested_post_parameters message_id',
  getFile: 'file_id',
  sendInvoice: `${send.replace('business_connection_id ', '')} title description payload provider_token currency prices max_tip_amount suggested_tip_amounts start_parameter provider_data photo_url photo_size photo_width photo_height need_name need_phone_number need_email need_shipping_address send_phone_number_to_provider send_email_to_provider is_flexible`,
  refundStarPayment: 'user_id telegram_payment_charge_id',
  getStarTransactions: 'offset limit',
};

describe('the methods', () => {
  it('are the ones listed, each with the parameters Telegram documents', () => {
    const sorted = (names: string[]) => names.filter(Boolean).toSorted();
    const actual = methods.map(({ name, parameters }) => [name, sorted(parameters)] as const);
    const expected = Object.entries(documented).map(
      ([name, parameters]) => [name, sorted(parameters.split(' '))] as const,
    );
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
  });
});
