/** Whether a URL means a file of the site rather than another host, an anchor or a mail address. */
export function isLocalPath(url: string): boolean {
  return url !== "" && !/^(?:[a-z][a-z\d+.-]*:|\/\/|#|\?)/i.test(url);
}
