/** How many graphs a dashboard of Cloud Monitoring takes; a graph takes 300 lines: https://docs.cloud.google.com/monitoring/quotas#limits_for_charting, https://docs.cloud.google.com/monitoring/docs/release-notes#May_02_2025 */
export const MOST_GRAPHS = 100;
