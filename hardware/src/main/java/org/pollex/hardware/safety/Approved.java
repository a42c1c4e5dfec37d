package org.pollex.hardware.safety;

/** What passed the {@link SafetyGate}; made there only. */
public sealed interface Approved permits ApprovedActions, ApprovedBlock, ApprovedCommand {}
