/** An address as it may be logged: values of `ticket` and `token`, and invitations, are taken out. */
export const withoutSecrets = (url: unknown): unknown =>
  typeof url === 'string'
    ? url
        .replace(/([?&](?:ticket|token)=)[^&#]*/gi, '$1[secret]')
        .replace(/(\/invites\/)[^/?#]+/gi, '$1[secret]')
    : url;
