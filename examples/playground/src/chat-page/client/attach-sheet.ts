import type { ChatContext } from './chat-context.ts';
import { itemView, refusalText, releaseItem, sheetItem, type SheetItem } from './sheet-items.ts';
import { sheetView } from './sheet-view.ts';
import { sortPicked, type Picked } from './upload-plan.ts';

export type AttachChoice = { picked: Picked[]; asFiles: boolean; caption: string };
export type AttachSheet = { add: (files: File[]) => Promise<void> };
type View = ReturnType<typeof sheetView>;

const openView = ({ dialog, caption }: View): void => {
  if (dialog.open) return;
  document.body.append(dialog);
  dialog.showModal();
  caption.focus();
};

const resetView = ({ dialog, caption, asFiles }: View): void => {
  caption.value = '';
  asFiles.checked = false;
  dialog.remove();
};

const sendOnEnter = ({ caption, form, send }: View): void =>
  caption.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!send.disabled) form.requestSubmit();
  });

/** The sheet shown before files are sent: what they are, a caption, photos or files. */
export const attachSheet = (
  context: ChatContext,
  onSend: (choice: AttachChoice) => void,
): AttachSheet => {
  const { texts } = context;
  let items: SheetItem[] = [];
  const add = async (files: File[]): Promise<void> => {
    if (files.length === 0) return;
    const { accepted, refused } = sortPicked(files);
    view.refusal.textContent = refusalText(refused, context);
    view.refusal.hidden = view.refusal.textContent === '';
    items = [...items, ...(await Promise.all(accepted.map(sheetItem)))];
    show();
    openView(view);
  };
  const show = (): void => {
    const plain = view.asFiles.checked || !items.some(({ isPicture }) => isPicture);
    view.title.textContent = `${plain ? texts.sendFiles : texts.sendPhotos} · ${items.length}`;
    view.grid.classList.toggle('is-list', plain);
    view.grid.replaceChildren(...items.map((item) => itemView(item, context, () => remove(item))));
    view.send.disabled = items.length === 0;
  };
  const remove = (item: SheetItem): void => {
    items = items.filter((each) => each !== item);
    releaseItem(item);
    if (items.length === 0 && view.refusal.hidden) view.dialog.close();
    else show();
  };
  const view = sheetView(texts, { onMore: (files) => void add(files), onSwitch: () => show() });
  view.form.addEventListener('submit', () => {
    const picked = items.map(({ file, isPicture }) => ({ file, isPicture }));
    onSend({ picked, asFiles: view.asFiles.checked, caption: view.caption.value.trim() });
  });
  view.dialog.addEventListener('close', () => {
    items.forEach(releaseItem);
    items = [];
    resetView(view);
  });
  sendOnEnter(view);
  return { add };
};
