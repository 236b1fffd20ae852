using Hearsay.Cli;

return await CommandLine.RunAsync(args, CliOutput.OfProcess()).ConfigureAwait(false);
