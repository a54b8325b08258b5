/**
 * The scripts that have a shell ask Talkleaf what may come next. Words are passed as they are, never evaluated; where
 * there is nothing to offer, the shell completes files. They may be loaded any number of times.
 */
export const SCRIPTS = {
  bash: `__talkleaf_complete() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        [[ $line == :* ]] || COMPREPLY+=("\${line%%$'\\t'*}")
    done < <(talkleaf complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F __talkleaf_complete talkleaf
`,
  zsh: `#compdef talkleaf
_talkleaf() {
    local line
    local -a found
    for line in "\${(@f)$(talkleaf complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ $line == :* ]] || found+=("\${\${line//:/\\\\:}/$'\\t'/:}")
    done
    if (( $#found )); then _describe talkleaf found; else _files; fi
}
compdef _talkleaf talkleaf
`,
  fish: `function __talkleaf_complete
    set -l words (commandline -opc) (commandline -ct)
    talkleaf complete -- $words[2..-1] 2>/dev/null | string match -v -r '^:'
end
complete -c talkleaf -a '(__talkleaf_complete)'
`,
} as const;
