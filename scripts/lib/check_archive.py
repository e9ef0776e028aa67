"""Starts the program of the functions' archive, which is for the named processor: it refuses a handler that is no step,
and with one that is a step it asks for work."""

import http.server
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import threading
import zipfile

from archive import architecture

TEMPLATE = pathlib.Path(__file__).parents[2] / "infra/template.yaml"
# It reads no secrets when it starts.
STEP = "show-config"
NO_STEP = "no-such-step"
SECONDS = 30
# Runs programs for arm64 on other machines, with the C library of Debian's cross compiler.
EMULATOR = ["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"]


class RuntimeApi(http.server.BaseHTTPRequestHandler):
    """Notes that a program asks for work. Refuses everything else, as AWS does without permissions."""

    asked = threading.Event()

    def do_GET(self) -> None:
        if self.path.endswith("/runtime/invocation/next"):
            self.asked.set()
        self.send_error(403)

    def do_POST(self) -> None:
        self.send_error(403)

    def log_message(self, *_) -> None:
        pass


def unpack(archive: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """Unpacks the archive as the platform does, and returns the path of the program."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
        mode = packed.getinfo("bootstrap").external_attr >> 16
    program = folder / "bootstrap"
    program.chmod(mode)
    return program


def environment(handler: str, program: pathlib.Path, api: str) -> dict[str, str]:
    """Returns the environment of a function: the template's variables, and those of the platform."""
    names = re.findall(r"(?m)^          ([A-Z][A-Z_]+): ", TEMPLATE.read_text())
    platform = {
        "_HANDLER": handler,
        "LAMBDA_TASK_ROOT": str(program.parent),
        "AWS_LAMBDA_RUNTIME_API": api,
        "AWS_LAMBDA_FUNCTION_NAME": handler,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_LOG_GROUP_NAME": "functions",
        "AWS_LAMBDA_LOG_STREAM_NAME": "stream",
        "AWS_REGION": "eu-north-1",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_ENDPOINT_URL": f"http://{api}",
        "SMITHY_CLIENT_SDK_CUSTOM_PARTITION": "partitions/aws.json",
        "PUBLIC_URL": "https://reset.example",
    }
    return dict.fromkeys(names, "value") | platform


def start(handler: str, program: pathlib.Path, api: str) -> subprocess.Popen:
    """Starts the program with a handler."""
    is_foreign = architecture(program.read_bytes()[:20]) == "arm64" and platform.machine() != "aarch64"
    return subprocess.Popen(
        [*(EMULATOR if is_foreign else []), program], env=environment(handler, program, api), cwd="/", text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )


def check_unknown(program: pathlib.Path, api: str) -> None:
    """Checks that a handler that is no step ends the program with an error."""
    process = start(NO_STEP, program, api)
    said, _ = process.communicate(timeout=SECONDS)
    if process.returncode == 0 or NO_STEP not in said:
        sys.exit(f"the program did not refuse the handler {NO_STEP}: it ended with {process.returncode}\n{said}")


def check_known(program: pathlib.Path, api: str) -> None:
    """Checks that the program asks for work with the handler of a step."""
    process = start(STEP, program, api)
    has_asked = RuntimeApi.asked.wait(SECONDS)
    process.kill()
    said, _ = process.communicate()
    if not has_asked:
        sys.exit(f"the program did not ask for work as {STEP}:\n{said}")


def main() -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), RuntimeApi)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    api = "{}:{}".format(*server.server_address)
    with tempfile.TemporaryDirectory() as folder:
        program = unpack(pathlib.Path(sys.argv[1]), pathlib.Path(folder))
        built_for = architecture(program.read_bytes()[:20])
        if built_for != sys.argv[2]:
            sys.exit(f"the program is for {built_for}")
        check_unknown(program, api)
        check_known(program, api)


if __name__ == "__main__":
    main()
