#!/usr/bin/env bash
# Known vulnerabilities in what is shipped stop the run. A registry that cannot be asked (a mirror, no network) does not: it is said.
set -uo pipefail
report=$(npm audit --omit=dev --audit-level=high 2>&1) && { echo "no known vulnerability in what is shipped"; exit 0; }
if grep -qE 'audit endpoint returned an error|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|network' <<< "$report"; then
  echo "not checked: the registry does not answer npm audit here"
  exit 0
fi
echo "$report"
exit 1
