import { figuresSchema } from '@maskroom/shared/protocol/figures';
import { call } from './http.ts';

/** Milliseconds since 1970. */
export interface FigureRange {
  readonly from: number;
  readonly to: number;
}

const query = ({ from, to }: FigureRange): string =>
  new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() }).toString();

const of = (projectId: string): string => `/projects/${encodeURIComponent(projectId)}/figures`;

export const getFigures = (projectId: string, range: FigureRange) =>
  call(figuresSchema, `${of(projectId)}?${query(range)}`);
/** The same as CSV. */
export const figuresUrl = (projectId: string, range: FigureRange): string =>
  `/api/v1${of(projectId)}/export?${query(range)}`;
