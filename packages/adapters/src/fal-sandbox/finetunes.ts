import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.ts';
import { decodeLora, encodeLora, type SandboxLora } from './lora-file.ts';

/** Finetunes stay with the provider and are named by id, unlike LoRAs, which are files. */
export interface Finetunes {
  readonly add: (lora: SandboxLora) => Promise<string>;
  readonly find: (finetuneId: string) => Promise<SandboxLora | undefined>;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const openFinetunes = async (dataDir: string): Promise<Finetunes> => {
  const folder = join(dataDir, 'finetunes');
  await mkdir(folder, { recursive: true });
  const pathOf = (id: string) => join(folder, `${id}.safetensors`);
  return {
    add: async (lora) => {
      const id = randomUUID();
      await writeAtomically(pathOf(id), encodeLora(lora));
      return id;
    },
    find: async (id) => {
      const bytes = uuid.test(id) ? await readFile(pathOf(id)).catch(() => undefined) : undefined;
      return bytes && decodeLora(bytes);
    },
  };
};
