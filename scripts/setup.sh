# Sourced by demo and check: installs what is missing (Debian 12) and builds omnic.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Package and the command or file that shows it is there.
packages_wanted() {
    local missing=()
    need_command() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
    need_file() { compgen -G "$1" >/dev/null || missing+=("$2"); }
    need_command g++ g++
    need_command gcc gcc
    need_command clang clang
    need_command meson meson
    need_command ninja ninja-build
    need_command pkg-config pkg-config
    need_command python3 python3
    need_command valgrind valgrind
    need_command guile guile-3.0
    need_file /usr/include/valgrind/valgrind.h valgrind
    need_file /usr/include/spdlog/spdlog.h libspdlog-dev
    need_file /usr/include/fmt/core.h libfmt-dev
    need_file /usr/include/criterion/criterion.h libcriterion-dev
    need_file /usr/include/kainjow/mustache.hpp libkainjow-mustache-dev
    need_file /usr/include/CLI/CLI.hpp libcli11-dev
    need_file /usr/include/nlohmann/json.hpp nlohmann-json3-dev
    need_file /usr/include/tree_sitter/api.h libtree-sitter-dev
    need_file /usr/include/toml++/toml.h libtomlplusplus-dev
    need_file /usr/include/mimalloc-new-delete.h libmimalloc-dev
    need_file /usr/lib/python3/dist-packages/jsonschema python3-jsonschema
    need_file '/usr/lib/*/libasan.so*' libasan8
    printf '%s\n' "${missing[@]}" | sort -u
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install PACKAGE...
install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 ||
        { as_root apt-get update >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends "$@" >/dev/null; }
}

install_packages() {
    local missing
    missing=$(packages_wanted)
    [ -n "$missing" ] || return 0
    echo "installing:" $missing
    # shellcheck disable=SC2086  # one word a package
    install $missing
}

# A browser, in which one test clicks through the HTML page; without it that part is left out.
install_browser() {
    command -v chromium >/dev/null 2>&1 || { echo "installing: chromium" && install chromium; } ||
        echo "chromium could not be installed: the HTML page is not tried in a browser"
}

# The official JSON Schema of SARIF 2.1.0, which an npm package ships; without it one test checks the structure only.
# fetch_sarif_schema FILE
fetch_sarif_schema() {
    local package=@microsoft/jest-sarif@1.0.0-beta.0 folder
    [ ! -s "$1" ] || return 0
    folder=$(mktemp -d)
    if command -v npm >/dev/null 2>&1 && npm pack --silent --pack-destination "$folder" "$package" >/dev/null 2>&1; then
        tar -xzf "$folder"/*.tgz -C "$folder" --to-stdout package/lib/schemas/sarif-2.1.0-rtm.5.json >"$folder/schema" &&
            mv "$folder/schema" "$1"
    fi
    rm -rf "$folder"
    [ -s "$1" ] || echo "the schema of SARIF could not be had: SARIF is checked by its structure only"
}

# configure FOLDER OPTION...: a build folder that is there stays as it is.
configure() {
    local folder=$1
    shift
    [ -f "$folder/build.ninja" ] || meson setup "$folder" "$@" >/dev/null || {
        cat "$folder/meson-logs/meson-log.txt"
        return 1
    }
}
