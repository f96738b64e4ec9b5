import type { Migration } from 'kysely';
import { access } from './access.ts';
import { agreements } from './agreements.ts';
import { alerts } from './alerts.ts';
import { attributes } from './attributes.ts';
import { comments } from './comments.ts';
import { counting } from './counting.ts';
import { depths } from './depths.ts';
import { doneInProject } from './doneInProject.ts';
import { epochs } from './epochs.ts';
import { figures } from './figures.ts';
import { foundation } from './foundation.ts';
import { groupings } from './groupings.ts';
import { history } from './history.ts';
import { identities } from './identities.ts';
import { jobNumbers } from './jobNumbers.ts';
import { jobs } from './jobs.ts';
import { merged } from './merged.ts';
import { queues } from './queues.ts';
import { stability } from './stability.ts';
import { tags } from './tags.ts';
import { truths } from './truths.ts';
import { twins } from './twins.ts';

/** In order of their names; one that was released is never changed again, a new one is added after it. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-access': access,
  '0003-history': history,
  '0004-identities': identities,
  '0005-attributes': attributes,
  '0006-comments': comments,
  '0007-epochs': epochs,
  '0008-jobs': jobs,
  '0009-figures': figures,
  '0010-tags': tags,
  '0011-depths': depths,
  '0012-twins': twins,
  '0013-truths': truths,
  '0014-stability': stability,
  '0015-alerts': alerts,
  '0016-agreements': agreements,
  '0017-groupings': groupings,
  '0018-queues': queues,
  '0019-counting': counting,
  '0020-job-numbers': jobNumbers,
  '0021-done-in-project': doneInProject,
  '0022-merged': merged,
};
