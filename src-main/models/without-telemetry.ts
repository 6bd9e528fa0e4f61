// Note: ONNX Runtime tells its makers how it is used unless it is told not to
// From 1.30 on its builds for Linux make an id of the machine, gather what models are loaded and run in a database in the
// user's cache folder, and send it to an address of Microsoft's, while nothing may leave this machine. Its native part
// reads this when it is first used, from the environment of the process: what a worker thread sets is seen by that thread
// alone. So whoever starts threads imports this, and the runtime is imported by sessions/onnx-runtime.ts alone, after it.

process.env['ORT_DISABLE_TELEMETRY'] = '1';
