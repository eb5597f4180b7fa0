export { createFetcher } from '@rezig/project/fetcher';
