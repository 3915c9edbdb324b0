/** The series that choose the threshold and chose between settings; every other series is held out. Every third of those at hand: each group has a part. */
export const TUNED_ON: ReadonlySet<string> = new Set([
  'artificialNoAnomaly/art_daily_no_noise.csv',
  'artificialWithAnomaly/art_daily_jumpsdown.csv',
  'realAWSCloudwatch/ec2_cpu_utilization_53ea38.csv',
  'realAWSCloudwatch/ec2_cpu_utilization_fe7f93.csv',
  'realAWSCloudwatch/grok_asg_anomaly.csv',
  'realAdExchange/exchange-3_cpc_results.csv',
  'realKnownCause/ec2_request_latency_system_failure.csv',
  'realTraffic/TravelTime_451.csv',
  'realTweets/Twitter_volume_AAPL.csv',
  'realTweets/Twitter_volume_IBM.csv',
]);
