// In the place of what writes logs, which is native code: faults go to standard error.
class Logger {
  trace() {}
  debug() {}
  info() {}
  warn() {}
  error(text) {
    console.error(text);
  }
  critical(text) {
    console.error(text);
  }
  getLevel() {
    return 2;
  }
  setLevel() {}
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async () => new Logger();
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
