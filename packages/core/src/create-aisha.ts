import type { Ports } from './ports/ports.ts';
import { createApiUseCases } from './create-api-use-cases.ts';
import { createJobHandlers } from './create-job-handlers.ts';
import { createOperatorUseCases } from './create-operator-use-cases.ts';
import { getReceipt } from './use-cases/account/get-receipt.ts';
import { requestAccountExport } from './use-cases/account/request-account-export.ts';
import { requestErasure } from './use-cases/account/request-erasure.ts';
import { resumeErasures } from './use-cases/account/resume-erasures.ts';
import { keepWatch } from './use-cases/alarms/keep-watch.ts';
import { createAvatar } from './use-cases/avatars/create-avatar.ts';
import { deleteAvatar } from './use-cases/avatars/delete-avatar.ts';
import { getAvatarCard } from './use-cases/avatars/get-avatar-card.ts';
import { getAvatar } from './use-cases/avatars/get-avatar.ts';
import { listAvatarSummaries } from './use-cases/avatars/list-avatar-summaries.ts';
import { listAvatars } from './use-cases/avatars/list-avatars.ts';
import { makeAvatarMain } from './use-cases/avatars/make-avatar-main.ts';
import { quoteKinds } from './use-cases/avatars/quote-kinds.ts';
import { renameAvatar } from './use-cases/avatars/rename-avatar.ts';
import { cancelGeneration } from './use-cases/generations/cancel-generation.ts';
import { getGeneration } from './use-cases/generations/get-generation.ts';
import { listGenerations } from './use-cases/generations/list-generations.ts';
import { listImages } from './use-cases/generations/list-images.ts';
import { quoteGeneration } from './use-cases/generations/quote-generation.ts';
import { rememberShown } from './use-cases/generations/remember-shown.ts';
import { requestGeneration } from './use-cases/generations/request-generation.ts';
import { countImages } from './use-cases/images/count-images.ts';
import { deleteImage } from './use-cases/images/delete-image.ts';
import { drawSheet } from './use-cases/images/draw-sheet.ts';
import { getImage } from './use-cases/images/get-image.ts';
import { getResult } from './use-cases/images/get-result.ts';
import { markFavourite } from './use-cases/images/mark-favourite.ts';
import { openImage } from './use-cases/images/open-image.ts';
import { requestExport } from './use-cases/images/request-export.ts';
import { sendFile } from './use-cases/images/send-file.ts';
import { viewImage } from './use-cases/images/view-image.ts';
import { changeLocale } from './use-cases/people/change-locale.ts';
import { changeSettings } from './use-cases/people/change-settings.ts';
import { forgetWelcomes } from './use-cases/people/forget-welcomes.ts';
import { getBalance } from './use-cases/people/get-balance.ts';
import { listTransfers } from './use-cases/people/list-transfers.ts';
import { markReachable } from './use-cases/people/mark-reachable.ts';
import { markUnreachable } from './use-cases/people/mark-unreachable.ts';
import { registerUser } from './use-cases/people/register-user.ts';
import { renewConsent } from './use-cases/people/renew-consent.ts';
import { drawPhotos } from './use-cases/photos/draw-photos.ts';
import { dropUpload } from './use-cases/photos/drop-upload.ts';
import { getPhoto } from './use-cases/photos/get-photo.ts';
import { keepUpload } from './use-cases/photos/keep-upload.ts';
import { listPhotos } from './use-cases/photos/list-photos.ts';
import { receivePhoto } from './use-cases/photos/receive-photo.ts';
import { removeAllPhotos } from './use-cases/photos/remove-all-photos.ts';
import { removePhoto } from './use-cases/photos/remove-photo.ts';
import { checkPrompt } from './use-cases/prompts/check-prompt.ts';
import { describePhoto } from './use-cases/prompts/describe-photo.ts';
import { forgetDrafts } from './use-cases/prompts/forget-drafts.ts';
import { getAssistance } from './use-cases/prompts/get-assistance.ts';
import { getDraft } from './use-cases/prompts/get-draft.ts';
import { improvePrompt } from './use-cases/prompts/improve-prompt.ts';
import { transcribeVoice } from './use-cases/prompts/transcribe-voice.ts';
import { forgetQuarantinedEvents } from './use-cases/runs/forget-quarantined-events.ts';
import { measureLag } from './use-cases/runs/measure-lag.ts';
import { receiveWebhook } from './use-cases/runs/receive-webhook.ts';
import { reconcile } from './use-cases/runs/reconcile.ts';
import { sweepOrphans } from './use-cases/storage/sweep-orphans.ts';
import { verifyStorage } from './use-cases/storage/verify-storage.ts';
import { browseStyles } from './use-cases/styles/browse-styles.ts';
import { chooseStyle } from './use-cases/styles/choose-style.ts';
import { drawStyleSheet } from './use-cases/styles/draw-style-sheet.ts';
import { getStyle } from './use-cases/styles/get-style.ts';
import { listStyles } from './use-cases/styles/list-styles.ts';
import { markFavouriteStyle } from './use-cases/styles/mark-favourite-style.ts';
import { nameStyles } from './use-cases/styles/name-styles.ts';
import { surpriseMe } from './use-cases/styles/surprise-me.ts';
import { cancelTraining } from './use-cases/trainings/cancel-training.ts';
import { getTraining } from './use-cases/trainings/get-training.ts';
import { listTrainings } from './use-cases/trainings/list-trainings.ts';
import { quoteTraining } from './use-cases/trainings/quote-training.ts';
import { requestTraining } from './use-cases/trainings/request-training.ts';
import { chooseVersion } from './use-cases/versions/choose-version.ts';
import { compareVersions } from './use-cases/versions/compare-versions.ts';
import { drawComparison } from './use-cases/versions/draw-comparison.ts';
import { getVersion } from './use-cases/versions/get-version.ts';
import { listVersions } from './use-cases/versions/list-versions.ts';
import { expireHolds } from './use-cases/wallets/expire-holds.ts';

/** Everything Aisha can do, over the ports of your choice. Every edge (bot, http, cli, yours) starts here. */
export const createAisha = (ports: Ports) => ({
  registerUser: registerUser(ports),
  changeLocale: changeLocale(ports),
  changeSettings: changeSettings(ports),
  renewConsent: renewConsent(ports),
  markReachable: markReachable(ports),
  markUnreachable: markUnreachable(ports),
  getBalance: getBalance(ports),
  listTransfers: listTransfers(ports),

  ...personalUseCases(ports),

  keepUpload: keepUpload(ports),
  dropUpload: dropUpload(ports),
  receivePhoto: receivePhoto(ports),
  listPhotos: listPhotos(ports),
  getPhoto: getPhoto(ports),
  drawPhotos: drawPhotos(ports),
  removePhoto: removePhoto(ports),
  removeAllPhotos: removeAllPhotos(ports),

  quoteKinds: quoteKinds(ports),
  getTraining: getTraining(ports),
  listTrainings: listTrainings(ports),
  quoteTraining: quoteTraining(ports),
  requestTraining: requestTraining(ports),
  cancelTraining: cancelTraining(ports),

  ...styleUseCases(ports),
  ...createApiUseCases(ports),

  ...pictureUseCases(ports),

  receiveWebhook: receiveWebhook(ports),
  reconcile: reconcile(ports),
  measureLag: measureLag(ports),
  keepWatch: keepWatch(ports),
  forgetQuarantinedEvents: forgetQuarantinedEvents(ports),

  expireHolds: expireHolds(ports),
  forgetWelcomes: forgetWelcomes(ports),
  resumeErasures: resumeErasures(ports),
  sweepOrphans: sweepOrphans(ports),
  verifyStorage: verifyStorage(ports),

  ...createOperatorUseCases(ports),

  jobs: createJobHandlers(ports),
});

/** A person's account, words and avatars. */
const personalUseCases = (ports: Ports) => ({
  requestAccountExport: requestAccountExport(ports),
  requestErasure: requestErasure(ports),
  getReceipt: getReceipt(ports),

  getAssistance: getAssistance(ports),
  checkPrompt: checkPrompt(ports),
  describePhoto: describePhoto(ports),
  transcribeVoice: transcribeVoice(ports),
  improvePrompt: improvePrompt(ports),
  getDraft: getDraft(ports),
  forgetDrafts: forgetDrafts(ports),

  createAvatar: createAvatar(ports),
  getAvatar: getAvatar(ports),
  listAvatars: listAvatars(ports),
  listAvatarSummaries: listAvatarSummaries(ports),
  getAvatarCard: getAvatarCard(ports),
  renameAvatar: renameAvatar(ports),
  makeAvatarMain: makeAvatarMain(ports),
  deleteAvatar: deleteAvatar(ports),

  listVersions: listVersions(ports),
  getVersion: getVersion(ports),
  chooseVersion: chooseVersion(ports),
  compareVersions: compareVersions(ports),
  drawComparison: drawComparison(ports),
});

const styleUseCases = (ports: Ports) => ({
  browseStyles: browseStyles(ports),
  listStyles: listStyles(ports),
  getStyle: getStyle(ports),
  surpriseMe: surpriseMe(ports),
  chooseStyle: chooseStyle(ports),
  markFavouriteStyle: markFavouriteStyle(ports),
  nameStyles: nameStyles(ports),
  drawStyleSheet: drawStyleSheet(ports),
});

/** Orders and what comes of them. */
const pictureUseCases = (ports: Ports) => ({
  quoteGeneration: quoteGeneration(ports),
  requestGeneration: requestGeneration(ports),
  cancelGeneration: cancelGeneration(ports),
  getGeneration: getGeneration(ports),
  listGenerations: listGenerations(ports),
  getResult: getResult(ports),
  listImages: listImages(ports),
  viewImage: viewImage(ports),
  getImage: getImage(ports),
  openImage: openImage(ports),
  drawSheet: drawSheet(ports),
  countImages: countImages(ports),
  rememberShown: rememberShown(ports),
  markFavourite: markFavourite(ports),
  deleteImage: deleteImage(ports),
  sendFile: sendFile(ports),
  requestExport: requestExport(ports),
});

export type Aisha = ReturnType<typeof createAisha>;
