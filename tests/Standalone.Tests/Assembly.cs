using Xunit;

// Each test starts ten hosts, and some measure time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
