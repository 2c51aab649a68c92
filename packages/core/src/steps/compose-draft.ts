import { gather } from '../shared/bytes.ts';
import type { FileRef, SafetyDecisionId } from '../shared/ids.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import { brokenRule } from '../domain/safety/judge-prompt.ts';
import type { SafetyDecision } from '../domain/safety/safety.ts';
import {
  draftLimits,
  type PromptDraft,
  type PromptDraftFailure,
  type PromptDraftStage,
} from '../domain/prompt-draft/prompt-draft.ts';
import type { Ports } from '../ports/ports.ts';
import { tell } from './tell.ts';

export type DraftNeeds = Pick<
  Ports,
  | 'unitOfWork'
  | 'files'
  | 'photoReader'
  | 'promptWriter'
  | 'speechReader'
  | 'moderator'
  | 'notifier'
  | 'clock'
  | 'ids'
  | 'logger'
  | 'policy'
>;

export type ComposedDraft = Result<
  { readonly prompt: string; readonly analysis?: string },
  PromptDraftFailure
>;

/** What comes of a photo, a voice message or somebody's words. The person is shown what goes on. */
export const composeDraft = async (
  ports: DraftNeeds,
  draft: PromptDraft,
): Promise<ComposedDraft> => {
  const { kind, source } = draft;
  if (kind === 'words') return fromWords(ports, draft);
  if (source === undefined) return refuse('file.unreadable');
  await show(ports, draft, 'opening');
  const composed =
    kind === 'photo'
      ? await fromPhoto(ports, draft, source)
      : await fromVoice(ports, draft, source);
  return composed.ok ? judged(ports, draft, composed) : composed;
};

const fromWords = async (ports: DraftNeeds, draft: PromptDraft): Promise<ComposedDraft> => {
  const { original: prompt = '', enhancement = 'off' } = draft;
  await show(ports, draft, 'writing');
  const improved = await ports.promptWriter.improve({ prompt, enhancement });
  if (!improved.ok) return refuse(improved.refusal.code);
  return judged(ports, draft, ok({ prompt: improved.value }));
};

/** The smallest that there is anything to see on. */
const minShorterSide = 128;

const fromPhoto = async (
  ports: DraftNeeds,
  draft: PromptDraft,
  source: FileRef,
): Promise<ComposedDraft> => {
  const { files, photoReader, moderator, promptWriter, policy } = ports;
  const content = await files.open(source, { maxBytes: draftLimits.maxFileBytes });
  const read = await photoReader.read(content, { ...policy.photos, minShorterSide });
  if (!read.ok) {
    return refuse(read.refusal.code === 'photo.too-large' ? 'file.too-large' : 'file.unreadable');
  }
  // Small and without metadata: all that leaves us of the photo.
  const { thumbnail: photo } = read.value;
  await show(ports, draft, 'checking');
  const moderation = await moderator.judge({ picture: photo });
  if (moderation.decision === 'refused') {
    const { categories, reason } = moderation;
    await note(ports, draft, { judge: 'moderator', category: categories[0], reason });
    return refuse('content.refused');
  }
  await show(ports, draft, 'writing');
  const described = await promptWriter.describe({ photo, locale: await localeOf(ports, draft) });
  return described.ok ? described : refuse(described.refusal.code);
};

const fromVoice = async (
  ports: DraftNeeds,
  draft: PromptDraft,
  source: FileRef,
): Promise<ComposedDraft> => {
  const { files, speechReader } = ports;
  const maxBytes = draftLimits.maxFileBytes;
  const voice = await gather(await files.open(source, { maxBytes }));
  await show(ports, draft, 'writing');
  const heard = await speechReader.transcribe({ voice, locale: await localeOf(ports, draft) });
  return heard.ok ? ok({ prompt: heard.value }) : refuse(heard.refusal.code);
};

/** An assistant's words are judged as anybody's: whatever it was told on a photo is no excuse. */
const judged = async (
  ports: DraftNeeds,
  draft: PromptDraft,
  composed: ComposedDraft & { ok: true },
): Promise<ComposedDraft> => {
  const broken = brokenRule(composed.value.prompt);
  if (!broken) return composed;
  await note(ports, draft, { judge: 'rules', category: broken.category, reason: broken.rule });
  return refuse('content.refused');
};

const note = async (
  { unitOfWork, ids, clock }: DraftNeeds,
  { id, userId }: PromptDraft,
  why: Pick<SafetyDecision, 'judge' | 'category' | 'reason'>,
): Promise<void> => {
  const decision: SafetyDecision = {
    id: ids.next<SafetyDecisionId>(),
    userId,
    subject: { type: 'draft', id },
    decidedAt: clock.now(),
    ...why,
  };
  await unitOfWork.run(({ decisions }) => decisions.add(decision));
};

const localeOf = async ({ unitOfWork }: DraftNeeds, { userId }: PromptDraft): Promise<string> =>
  (await unitOfWork.read(({ users }) => users.find(userId)))?.locale ?? 'en';

/** A courtesy: what is written is shown whether or not this was. */
const show = async (
  ports: DraftNeeds,
  { id: draftId, userId, kind }: PromptDraft,
  stage: PromptDraftStage,
): Promise<void> => {
  await tell(ports, userId, { type: 'draft.progressed', draftId, kind, stage }).catch(
    (error: unknown) => ports.logger.debug({ error }, 'a stage was not shown'),
  );
};
