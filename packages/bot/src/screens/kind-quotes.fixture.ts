import { createAisha } from '@aisha/core';
import { inMemoryPorts } from '@aisha/core/testing';

export const kindQuotes = await createAisha(inMemoryPorts()).quoteKinds();
