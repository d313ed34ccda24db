<?php

declare(strict_types=1);

namespace Envcheck\OpenEMR;

/**
 * Gives a token to the page of an appointment, and to nobody else.
 */
final class TokenEndpoint
{
    public function __construct(private readonly Platform $platform, private readonly Settings $settings)
    {
    }

    /**
     * What is answered: a status of HTTP, and what goes out as JSON. `token` is null where the server asks for none.
     *
     * @param array<mixed> $form what was sent with the request
     * @return array{int, array<string, string|null>}
     */
    public function answer(string $method, array $form, int $now): array
    {
        if ($method !== 'POST') {
            return [405, ['error' => 'post only']];
        }
        $given = $form['csrf_token_form'] ?? '';
        if (
            empty($this->platform->session('authUserID'))
            || !is_string($given)
            || !$this->platform->csrfHolds($given)
            || !$this->platform->mayEditAppointments()
        ) {
            return [403, ['error' => 'not allowed']];
        }
        try {
            if ($this->settings->address() === null) {
                throw new NotSetUp('the address of the check is missing, or is not https');
            }
            $key = $this->settings->key();
            return [200, ['token' => $key === '' ? null : Token::signed($key, $now)]];
        } catch (NotSetUp $missing) {
            error_log('oe-module-envcheck: ' . $missing->getMessage());
            return [503, ['error' => 'not set up']];
        }
    }
}
