"""The simulated audience that simulated channels and the demo draw from; pure."""
