import {
  type CommentChange,
  commentListSchema,
  commentSchema,
  mentionListSchema,
  type NewComment,
} from '@maskroom/shared/protocol/comments';
import { call, callQuietly, json } from './http.ts';

const of = (imageId: string): string => `/images/${encodeURIComponent(imageId)}/comments`;
const one = (imageId: string, id: string): string => `${of(imageId)}/${encodeURIComponent(id)}`;

export const listComments = (imageId: string) => call(commentListSchema, of(imageId));
export const addComment = (imageId: string, comment: NewComment) =>
  call(commentSchema, of(imageId), json('POST', comment));
export const changeComment = (imageId: string, id: string, change: CommentChange) =>
  call(commentSchema, one(imageId, id), json('PUT', change));
export const removeComment = (imageId: string, id: string) =>
  callQuietly(one(imageId, id), { method: 'DELETE' });
export const markCommentsSeen = (imageId: string) => callQuietly(`${of(imageId)}/seen`, { method: 'PUT' });
export const listMentions = async () => (await call(mentionListSchema, '/me/mentions')).mentions;
