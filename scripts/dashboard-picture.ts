/**
 * Draws `docs/images/dashboard.webp`: the dashboard of deploy/grafana from what a real Prometheus saw of a
 * real fleet, whose people and vendors are played. Needs Prometheus and Chromium, and ten minutes:
 * `npm run dashboard-picture`.
 */
import { fileURLToPath } from 'node:url';
import { linesOf, panelsOfDashboard } from '../test/deploy/dashboard.ts';
import { photographBoard } from './dashboard-picture/photograph.ts';
import { recordBusyTime } from './dashboard-picture/record.ts';

const minutes = 9;

const drawn = await recordBusyTime(minutes * 60_000, (prometheus, over) =>
  Promise.all(
    panelsOfDashboard().map(async (panel) => ({
      panel,
      lines: await linesOf(prometheus, panel, over),
      over,
    })),
  ),
);
await photographBoard(
  drawn,
  fileURLToPath(new URL('../docs/images/dashboard.webp', import.meta.url)),
);
